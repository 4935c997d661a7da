"""Parsers of what comes in: tables (CSV, XLSX) and question files (GIFT, Moodle XML, Aiken, tables)."""
