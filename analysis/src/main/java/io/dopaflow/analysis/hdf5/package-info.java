/** Writes HDF5 files. */
@NullMarked
package io.dopaflow.analysis.hdf5;

import org.jspecify.annotations.NullMarked;
