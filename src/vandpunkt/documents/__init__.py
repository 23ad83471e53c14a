"""Facts → a document tree with citations → DOCX, PDF/UA, HTML and text. Charts as SVG, drawn once for all."""
