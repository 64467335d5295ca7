package io.dopaflow.models.spiking.neuron;

import java.util.Arrays;

/**
 * One step of the Runge-Kutta method of order 8 by Dormand and Prince with error estimates of orders 5 and 3 and a polynomial
 * of degree 7 that is the solution within the step (DOP853; E. Hairer, S. P. Norsett, G. Wanner, Solving Ordinary Differential
 * Equations I, 2nd edition 1993, sections II.5, II.6 and II.10; the coefficients are those of the authors' program dop853.f).
 * Autonomous equations only. The operations have a fixed order, so that the bits are the same everywhere.
 */
final class DormandPrince {
    /** The degree of the polynomial within a step. */
    static final int DEGREE = 7;

    /** The stage that is the derivative at the end of the step. */
    private static final int END = 12;

    /** The stages of which each stage after the first is made. */
    private static final int[][] FROM = {
        {0},
        {0, 1},
        {0, 2},
        {0, 2, 3},
        {0, 3, 4},
        {0, 3, 4, 5},
        {0, 3, 4, 5, 6},
        {0, 3, 4, 5, 6, 7},
        {0, 3, 4, 5, 6, 7, 8},
        {0, 3, 4, 5, 6, 7, 8, 9},
        {0, 3, 4, 5, 6, 7, 8, 9, 10},
        {0, 5, 6, 7, 8, 9, 10, 11},
        {0, 6, 7, 8, 9, 10, 11, 12},
        {0, 5, 6, 7, 10, 11, 12, 13},
        {0, 5, 6, 7, 8, 12, 13, 14}
    };

    /** Their shares. */
    private static final double[][] SHARE = {
        {0.05260015195876773},
        {0.0197250569845379, 0.0591751709536137},
        {0.02958758547680685, 0.08876275643042054},
        {0.2413651341592667, -0.8845494793282861, 0.924834003261792},
        {0.037037037037037035, 0.17082860872947386, 0.12546768756682242},
        {0.037109375, 0.17025221101954405, 0.06021653898045596, -0.017578125},
        {0.03709200011850479, 0.17038392571223998, 0.10726203044637328, -0.015319437748624402, 0.008273789163814023},
        {
            0.6241109587160757,
            -3.3608926294469414,
            -0.868219346841726,
            27.59209969944671,
            20.154067550477894,
            -43.48988418106996
        },
        {
            0.47766253643826434,
            -2.4881146199716677,
            -0.590290826836843,
            21.230051448181193,
            15.279233632882423,
            -33.28821096898486,
            -0.020331201708508627
        },
        {
            -0.9371424300859873,
            5.186372428844064,
            1.0914373489967295,
            -8.149787010746927,
            -18.52006565999696,
            22.739487099350505,
            2.4936055526796523,
            -3.0467644718982196
        },
        {
            2.273310147516538,
            -10.53449546673725,
            -2.0008720582248625,
            -17.9589318631188,
            27.94888452941996,
            -2.8589982771350235,
            -8.87285693353063,
            12.360567175794303,
            0.6433927460157636
        },
        {
            0.054293734116568765,
            4.450312892752409,
            1.8915178993145003,
            -5.801203960010585,
            0.3111643669578199,
            -0.1521609496625161,
            0.20136540080403034,
            0.04471061572777259
        },
        {
            0.056167502283047954,
            0.25350021021662483,
            -0.2462390374708025,
            -0.12419142326381637,
            0.15329179827876568,
            0.00820105229563469,
            0.007567897660545699,
            -0.008298
        },
        {
            0.03183464816350214,
            0.028300909672366776,
            0.053541988307438566,
            -0.05492374857139099,
            -0.00010834732869724932,
            0.0003825710908356584,
            -0.00034046500868740456,
            0.1413124436746325
        },
        {
            -0.42889630158379194,
            -4.697621415361164,
            7.683421196062599,
            4.06898981839711,
            0.3567271874552811,
            -0.0013990241651590145,
            2.9475147891527724,
            -9.15095847217987
        }
    };

    /** The stages of which the error estimates are made. */
    private static final int[] ERROR_FROM = {0, 5, 6, 7, 8, 9, 10, 11};

    private static final double[] ERROR_5 = {
        0.01312004499419488,
        -1.2251564463762044,
        -0.4957589496572502,
        1.6643771824549864,
        -0.35032884874997366,
        0.3341791187130175,
        0.08192320648511571,
        -0.022355307863886294
    };

    private static final double[] ERROR_3 = {
        -0.18980075407240762,
        4.450312892752409,
        1.8915178993145003,
        -5.801203960010585,
        -0.4226823213237919,
        -0.1521609496625161,
        0.20136540080403034,
        0.02265179219836082
    };

    /** The stages of which the last terms of the polynomial are made. */
    private static final int[] DENSE_FROM = {0, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    private static final double[][] DENSE = {
        {
            -8.428938276109013,
            0.5667149535193777,
            -3.0689499459498917,
            2.38466765651207,
            2.117034582445028,
            -0.871391583777973,
            2.2404374302607883,
            0.6315787787694688,
            -0.08899033645133331,
            18.148505520854727,
            -9.194632392478356,
            -4.436036387594894
        },
        {
            10.427508642579134,
            242.28349177525817,
            165.20045171727028,
            -374.5467547226902,
            -22.113666853125306,
            7.733432668472264,
            -30.674084731089398,
            -9.332130526430229,
            15.697238121770845,
            -31.139403219565178,
            -9.35292435884448,
            35.81684148639408
        },
        {
            19.985053242002433,
            -387.0373087493518,
            -189.17813819516758,
            527.8081592054236,
            -11.57390253995963,
            6.8812326946963,
            -1.0006050966910838,
            0.7777137798053443,
            -2.778205752353508,
            -60.19669523126412,
            84.32040550667716,
            11.99229113618279
        },
        {
            -25.69393346270375,
            -154.18974869023643,
            -231.5293791760455,
            357.6391179106141,
            93.40532418362432,
            -37.45832313645163,
            104.0996495089623,
            29.8402934266605,
            -43.53345659001114,
            96.32455395918828,
            -39.17726167561544,
            -149.72683625798564
        }
    };

    /** Errors are measured against this share of a variable, or of 1. */
    private static final double TOLERANCE = 1e-11;

    /** In ms: an error that is no more than a shift in time by a thousandth of a picosecond is none. */
    private static final double SHIFT = 1e-12;

    private final NeuronEquations equations;
    private final boolean held;
    private double injected;
    private final int size;
    private final double[][] stages;
    private final double[] at;
    private final double[] terms = new double[DEGREE];

    /**
     * A method.
     *
     * @param held whether V is held, whatever its equation says
     */
    DormandPrince(NeuronEquations equations, boolean held) {
        this.equations = equations;
        this.held = held;
        this.size = equations.variables().size();
        this.stages = new double[FROM.length + 1][size];
        this.at = new double[size];
    }

    /** Takes a state to start from, and proposes a step in ms (Hairer et al., section II.4). Not finite where it starts to run away. */
    double start(double[] y) {
        double[] first = stages[0];
        derivative(y, first);
        double state = 0;
        double slope = 0;
        for (int i = 0; i < size; i++) {
            double scale = scale(y[i], 0);
            state += y[i] / scale * (y[i] / scale);
            slope += first[i] / scale * (first[i] / scale);
        }
        double small = 0.01 * Math.sqrt(state / slope);
        if (!(small > 0 && small < 1)) {
            small = 1e-6;
        }
        for (int i = 0; i < size; i++) {
            at[i] = y[i] + small * first[i];
        }
        derivative(at, stages[1]);
        double bend = 0;
        for (int i = 0; i < size; i++) {
            double change = (stages[1][i] - first[i]) / scale(y[i], 0);
            bend += change * change;
        }
        double largest = Math.max(Math.sqrt(slope / size), Math.sqrt(bend / size) / small);
        return Math.min(100 * small, eighthRoot(0.01 / largest));
    }

    /** Makes the last step's end the start of the next one. */
    void proceed() {
        double[] first = stages[0];
        stages[0] = stages[END];
        stages[END] = first;
    }

    /**
     * Tries a step from the state that was started from or proceeded to.
     *
     * @param h the step in ms
     * @param end receives the state at its end
     * @return the error relative to what is allowed; up to 1 is good, and NaN is not
     */
    double attempt(double[] y, double h, double[] end) {
        for (int stage = 1; stage < END; stage++) {
            stage(stage, y, h, at);
        }
        stage(END, y, h, end);
        double five = 0;
        double three = 0;
        for (int i = 0; i < size; i++) {
            double scale = scale(Math.max(Math.abs(y[i]), Math.abs(end[i])), stages[0][i]);
            if (!(scale < Double.POSITIVE_INFINITY)) {
                return Double.NaN;
            }
            double e5 = 0;
            double e3 = 0;
            for (int k = 0; k < ERROR_FROM.length; k++) {
                double derivative = stages[ERROR_FROM[k]][i];
                e5 += ERROR_5[k] * derivative;
                e3 += ERROR_3[k] * derivative;
            }
            five += e5 / scale * (e5 / scale);
            three += e3 / scale * (e3 / scale);
        }
        double both = five + 0.01 * three;
        return both == 0 ? 0 : h * five / Math.sqrt(both * size);
    }

    /**
     * The solution within the step that was tried last.
     *
     * @param polynomials receives for each variable the coefficients of the powers of the share of the step that has passed
     */
    void interpolate(double[] y, double h, double[] end, double[][] polynomials) {
        for (int stage = END + 1; stage < stages.length; stage++) {
            stage(stage, y, h, at);
        }
        for (int i = 0; i < size; i++) {
            double rise = end[i] - y[i];
            terms[0] = rise;
            terms[1] = h * stages[0][i] - rise;
            terms[2] = 2 * rise - h * (stages[0][i] + stages[END][i]);
            for (int term = 0; term < DENSE.length; term++) {
                double sum = 0;
                for (int k = 0; k < DENSE_FROM.length; k++) {
                    sum += DENSE[term][k] * stages[DENSE_FROM[k]][i];
                }
                terms[3 + term] = h * sum;
            }
            expand(y[i], polynomials[i]);
        }
    }

    /** y + x (t0 + (1 - x) (t1 + x (t2 + (1 - x) (...)))) in powers of x. */
    private void expand(double y, double[] powers) {
        Arrays.fill(powers, 0);
        for (int term = DEGREE - 1; term >= 0; term--) {
            // Times 1 - x after an even term, x after an odd one.
            for (int k = DEGREE; k > 0; k--) {
                powers[k] = term % 2 == 0 ? powers[k] - powers[k - 1] : powers[k - 1];
            }
            powers[0] = terms[term] + (term % 2 == 0 ? powers[0] : 0);
        }
        System.arraycopy(powers, 0, powers, 1, DEGREE);
        powers[0] = y;
    }

    private void stage(int stage, double[] y, double h, double[] where) {
        int[] from = FROM[stage - 1];
        double[] share = SHARE[stage - 1];
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int k = 0; k < from.length; k++) {
                sum += share[k] * stages[from[k]][i];
            }
            where[i] = y[i] + h * sum;
        }
        derivative(where, stages[stage]);
    }

    private void derivative(double[] y, double[] to) {
        equations.derivative(y, injected, to);
        if (held) {
            to[0] = 0;
        }
    }

    /** Sets the current that is injected. */
    void inject(double current) {
        injected = current;
    }

    private static double scale(double value, double slope) {
        return TOLERANCE * (1 + Math.abs(value)) + SHIFT * Math.abs(slope);
    }

    static double eighthRoot(double x) {
        return Math.sqrt(Math.sqrt(Math.sqrt(x)));
    }
}
