"""The dossier (卷宗): what a mediator is given, composed from records alone, in Chinese on every page."""
