import unittest
from unittest.mock import patch

import torch

from inspire_train.precision import has_bfloat16, resolved


class PrecisionTest(unittest.TestCase):
    def test_auto_is_bfloat16_where_the_device_computes_in_it(self) -> None:
        for computes, precision in [(True, "bf16"), (False, "no")]:
            with patch("inspire_train.precision.has_bfloat16", return_value=computes):
                self.assertEqual(resolved("auto", "cpu"), precision)

    def test_what_is_asked_for_is_taken(self) -> None:
        with patch("inspire_train.precision.has_bfloat16", return_value=False):
            self.assertEqual(resolved("bf16", "cpu"), "bf16")

    def test_a_processor_is_asked_what_it_has(self) -> None:
        if not torch.backends.mkldnn.is_available():
            self.skipTest("PyTorch was built without oneDNN")
        # oneDNN has kernels of bfloat16 for AVX-512 only.
        self.assertLessEqual(has_bfloat16("cpu"), torch.cpu._is_avx512_supported())
        self.assertFalse(has_bfloat16("mps"))


if __name__ == "__main__":
    unittest.main()
