from bankbook.drawing import arrow, blank, save

figure, axes = blank(40)
for number in (1, 2):
    axes.text(120 * number, 12, str(number), ha="center")
arrow(axes, (120, 26), (240, 26))
save(figure, __file__)
