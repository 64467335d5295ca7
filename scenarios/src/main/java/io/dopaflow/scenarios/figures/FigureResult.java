package io.dopaflow.scenarios.figures;

import io.dopaflow.analysis.figure.Figure;
import java.util.Optional;

/** A figure, or why there is none. */
public sealed interface FigureResult {

    /** It was made. */
    record Made(Figure figure) implements FigureResult {}

    /**
     * What it shows was not recorded, or is not there.
     *
     * @param why in one sentence
     */
    record Missing(String why) implements FigureResult {}

    /** The figure, or why there is none. */
    static FigureResult of(Optional<Figure> figure, String why) {
        return figure.<FigureResult>map(Made::new).orElseGet(() -> new Missing(why));
    }
}
