import { existsSync } from 'node:fs';
import { LABEL_PROFILE_NAMES, type LabelProfileName } from '../src/tcp/label-profile.ts';
import { tsharkVersion } from './tshark.ts';

/** The tshark with which a profile is compared. */
export interface ProfileTshark {
	readonly profile: LabelProfileName;
	readonly program: string;
	/** Why it cannot be compared here. */
	readonly reason: string | undefined;
}

/** Debian's releases, of which `.ci/fetch-tshark.sh` can fetch one beside that of this machine. */
const RELEASES: { readonly [P in LabelProfileName]: string } = { '4.0': 'bookworm', '4.4': 'trixie', '4.6': 'forky' };

/** One for each profile. */
export const TSHARKS: readonly ProfileTshark[] = LABEL_PROFILE_NAMES.map(tsharkOf);

function tsharkOf(profile: LabelProfileName): ProfileTshark {
	const release = RELEASES[profile];
	const fetched = `node_modules/.cache/tshark/${release}/tshark`;
	const program = ['tshark', fetched].find((candidate) => isOf(candidate, profile));
	if (program !== undefined) return { profile, program, reason: undefined };
	// A release that is not finished gets a newer version one day; then there is none to compare with.
	if (existsSync(fetched)) {
		return { profile, program: fetched, reason: `${release} has tshark ${tsharkVersion(fetched)} now` };
	}
	return { profile, program: fetched, reason: `needs tshark ${profile}: sh .ci/fetch-tshark.sh ${release}` };
}

function isOf(program: string, profile: LabelProfileName): boolean {
	return tsharkVersion(program)?.startsWith(`${profile}.`) ?? false;
}
