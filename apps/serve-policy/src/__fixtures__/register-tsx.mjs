// Lets a thread of a test run TypeScript: `--import tsx` does so in the main thread only.
import { register } from 'tsx/esm/api';

register();
