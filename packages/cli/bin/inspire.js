#!/usr/bin/env node
// Stands in the repository (not in dist), so that package managers can link it before a build.
import { main } from '../dist/index.js';

process.exitCode = await main(process.argv.slice(2));
