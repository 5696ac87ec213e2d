from bankbook.drawing import blank
