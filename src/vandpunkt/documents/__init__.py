"""Facts → a document tree with citations → DOCX, PDF/UA, HTML and text. Charts as SVG from one specification."""
