// Lets a process and all its threads run TypeScript; tsx by itself serves the main thread only.
import { register } from 'tsx/esm/api';

register();
