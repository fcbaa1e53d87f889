"""Reports."""

from uncut.reports.collate.compare import compare_documents
from uncut.reports.read.document import document_from_bytes

__all__ = ["compare_documents", "document_from_bytes"]
