"""Files people open, print and sign: PDF through typst, XLSX through xlsxwriter. Knows nothing of the chat."""
