import { existsSync } from 'node:fs';

// The npm scripts import this first. Variables that are already set win over those in the file.
if (existsSync('.env')) process.loadEnvFile('.env');
