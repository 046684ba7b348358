"""The contracts over HTTP: one module a document, the event hub, the files."""
