/** The stages of a lab, in order; a stage is told when it begins. */
export type LabStage =
	| 'namespaces'
	| 'network'
	| 'image'
	| 'containers'
	| 'simulation'
	| 'recorder'
	| 'programs'
	| 'drain'
	| 'removal';
