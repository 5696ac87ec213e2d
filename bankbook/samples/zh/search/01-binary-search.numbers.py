"""二分查找最多的循环次数。"""

numbers = {
    "thousand": str((1000).bit_length()),
    "million": str((1_000_000).bit_length()),
}
