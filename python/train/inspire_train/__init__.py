"""Trains small vision-language-action models on what `inspire annotate --adapter` wrote."""
