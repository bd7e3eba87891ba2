"""Spreadsheets: workbooks and grids of cells, in; the plan of a map's workbook."""
