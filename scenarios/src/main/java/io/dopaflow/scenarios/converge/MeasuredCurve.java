package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.Curve;
import io.dopaflow.analysis.converge.Verdict;

/**
 * A curve of a study with what was measured on it.
 *
 * @param asked what was asked for
 * @param curve the points at which at least two replicates came to their end
 * @param verdict on it
 * @param failed replicates that did not come to their end
 */
public record MeasuredCurve(StudyCurve asked, Curve curve, Verdict verdict, int failed) {}
