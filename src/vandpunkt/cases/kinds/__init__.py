"""The kinds of documents, one a file: each file declares its `KIND`."""
