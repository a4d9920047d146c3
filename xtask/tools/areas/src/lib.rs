//! Empty: this package exists only so that its lock file pins the source of area names.
