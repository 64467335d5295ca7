/** Figures in files: one look for all of them, as PNG for documents, SVG and PDF for the rest. */
@NullMarked
package io.dopaflow.analysis.plot;

import org.jspecify.annotations.NullMarked;
