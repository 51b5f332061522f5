"""What a request costs, from a dated file. A model that is in no file has no price, and that is said."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal, InvalidOperation
from importlib import resources
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

FILE = "prices.toml"
_MILLION = Decimal(1_000_000)
_SNAPSHOT = re.compile(r"-\d{4}-?\d{2}-?\d{2}$")


_REMEDY = "correct prices.toml beside the output folder; the form is that of the program's own (docs/model.md)"


class Price(BaseModel):
    """US dollars per million tokens. Services that do not cache leave ``cached_input`` out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    input: Decimal = Field(ge=0)
    cached_input: Decimal | None = Field(default=None, ge=0)
    output: Decimal = Field(ge=0)

    @field_validator("input", "cached_input", "output", mode="before")
    @classmethod
    def _exact(cls, value: object) -> object:
        # TOML floats are binary; their shortest decimal form is what the person typed.
        return str(value) if isinstance(value, float) else value


class Prices(BaseModel):
    """A price file. ``dated`` is written into the ledger beside every cost it made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dated: str = "undated"
    batch_factor: Decimal = Decimal("0.5")
    long_context_tokens: int = 272_000
    long_context_factor: Decimal = Decimal(2)
    models: dict[str, Price] = {}

    @classmethod
    def load(cls, folder: Path | None = None) -> Prices:
        """Load the packaged prices, with those of ``folder/prices.toml`` over them where that file is.

        Raises SettingsError where the user's file cannot be understood.
        """
        packaged = tomllib.loads(resources.files("pipeline.llm").joinpath(FILE).read_text("utf-8"))
        own = folder / FILE if folder is not None else None
        if own is None or not own.is_file():
            return cls.model_validate(packaged)
        try:
            told = tomllib.loads(own.read_text("utf-8"))
            models = {**packaged.pop("models"), **told.pop("models", {})}
            return cls.model_validate({**packaged, "dated": "own file", **told, "models": models})
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError, InvalidOperation, TypeError) as error:
            raise SettingsError(
                f"the price file makes no sense ({_fault(error)})", path=FILE, remedy=_REMEDY
            ) from error

    def of(self, model: str) -> Price | None:
        """Price of a model, also when it is named by a dated snapshot; None when no file knows it."""
        return self.models.get(model) or self.models.get(_SNAPSHOT.sub("", model))

    def dearest(self) -> Price:
        """Price nothing in the file exceeds: what a cap counts with where the model's own price is unknown."""
        return Price(
            input=max((price.input for price in self.models.values()), default=Decimal(0)),
            output=max((price.output for price in self.models.values()), default=Decimal(0)),
        )

    def cost(self, price: Price, *, sent: int, cached: int, answered: int, batched: bool = False) -> Decimal:
        """US dollars for one request; ``cached`` of the ``sent`` tokens were in the service's cache.

        Above ``long_context_tokens`` sent the whole request costs more, and as part of a batch it costs less.
        """
        cached_price = price.input if price.cached_input is None else price.cached_input
        total = (sent - cached) * price.input + cached * cached_price + answered * price.output
        factor = self.long_context_factor if sent > self.long_context_tokens else Decimal(1)
        return total * factor * (self.batch_factor if batched else 1) / _MILLION


def _fault(error: Exception) -> str:
    """Name the first mistake, and the key it is in."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error).splitlines()[0]
