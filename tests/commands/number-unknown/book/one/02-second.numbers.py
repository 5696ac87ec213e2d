numbers = {"two": "二", "three": "三"}
