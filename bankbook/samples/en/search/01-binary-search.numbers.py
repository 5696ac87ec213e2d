"""How many rounds a binary search takes at most."""

numbers = {
    "thousand": str((1000).bit_length()),
    "million": str((1_000_000).bit_length()),
}
