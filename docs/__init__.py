"""Documentation of Tỉnh Số, and the programs that write the part of it which is read off the code."""
