#!/usr/bin/env node
import { createCachedLoader } from './cached-loader.ts';

/** Set by `bundle.ts`: the file's name has the hash of what is in it and in all that it imports. */
declare const PROGRAM: string;

const [, , asked = ''] = process.argv;
const command = /^[a-z][a-z-]*$/.test(asked) ? asked : 'help';
const load = createCachedLoader(__dirname, `${PROGRAM}.${command}.${process.version}-${process.arch}.cache`, require);
const { runProgram } = load(`./${PROGRAM}.js`) as typeof import('./program.ts');
void runProgram(__filename);
