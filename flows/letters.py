"""Letters of the Cyrillic alphabets that the packs' languages are written in, as a regex's brackets hold them."""

from typing import Final

SMALL: Final = "а-яёәғқңөұүһі"
CAPITAL: Final = "А-ЯЁӘҒҚҢӨҰҮҺІ"
# Capitals that look like Latin ones, and those: in a mark of letters and numbers (`Х5`) either is written.
LIKE_LATIN: Final = "АВЕКМНОРСТУХ"
LATIN: Final = "ABEKMHOPCTYX"
