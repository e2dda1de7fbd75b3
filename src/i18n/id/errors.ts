import type { Catalogue } from '../catalogue.ts';
import { choices } from './errors/choices.ts';
import { claims } from './errors/claims.ts';
import { detection } from './errors/detection.ts';
import { files } from './errors/files.ts';
import { grading } from './errors/grading.ts';
import { labs } from './errors/labs.ts';
import { recording } from './errors/recording.ts';
import { wrongUse } from './errors/wrong-use.ts';
import { yaml } from './errors/yaml.ts';

/** By area of the program, as the English ones in `error-text/`. */
export const errors: Catalogue['errors'] = {
	...files,
	...choices,
	...yaml,
	...wrongUse,
	...labs,
	...recording,
	...detection,
	...claims,
	...grading,
};
