"""Đánh dấu, thư mục riêng: what a person keeps at hand of the documents he may see; nobody else sees what he keeps, or how he calls it."""
