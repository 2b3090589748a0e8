// Annotates a dataset in a process of its own, and prints the most memory that it took: annotate-memory.ts SOURCE OUTPUT
import { annotate } from 'inspire-vla';

const [source = '', output = ''] = process.argv.slice(2);
await annotate({ source, output, overwrite: true, positions: 'gripper-events' });
console.log((process.resourceUsage().maxRSS / 1024).toFixed(0));
