"""A synthetic dental clinic of three years: rows as they would stand in its own spreadsheets.

Seeded: the same seed and last day give the same bytes. Patients are numbers, never names.
Beside the rows stands the truth by which they were made. Standard library only.
"""

from playground.generator.aftermath import called as called
from playground.generator.aftermath import examined as examined
from playground.generator.aftermath import hours as hours
from playground.generator.bills import billed as billed
from playground.generator.books import Books as Books
from playground.generator.books import keep_books as keep_books
from playground.generator.life import History as History
from playground.generator.life import generate as generate
from playground.generator.rows import ComplaintRow as ComplaintRow
from playground.generator.rows import VisitRow as VisitRow
from playground.generator.rows import complaints_csv as complaints_csv
from playground.generator.rows import expenses_csv as expenses_csv
from playground.generator.rows import visits_csv as visits_csv
from playground.generator.truth import Truth as Truth
