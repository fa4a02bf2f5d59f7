"""The migrations, one file each; a number is never used again."""
