"""Files people open, print and sign: PDF through typst, XLSX through xlsxwriter."""
