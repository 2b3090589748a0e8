import { main } from './src/main.ts';
