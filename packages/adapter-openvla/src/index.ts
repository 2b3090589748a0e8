export { createAdapter, type OpenVlaOptions } from './adapter.js';
