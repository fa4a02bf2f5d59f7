"""The classes of services."""

from __future__ import annotations

from enum import StrEnum


class ServiceClass(StrEnum):
    """What kind of work a service is; a visit has the class of its first line in this order."""

    TREATMENT = "treatment"
    HYGIENE = "hygiene"
    CONSULTATION = "consultation"
    OTHER = "other"
