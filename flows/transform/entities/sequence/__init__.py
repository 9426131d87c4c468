"""The sequence tagger: a linear-chain CRF's weights and how they are applied, in numpy alone."""
