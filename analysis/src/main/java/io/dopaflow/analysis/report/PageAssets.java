package io.dopaflow.analysis.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Scripts and styles of pages, for the report, which has them inside, and the laboratory, which serves them. */
public final class PageAssets {
    private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

    private PageAssets() {}

    /** ECharts 5.3.1 as it is distributed, Apache-2.0. */
    public static String echarts() {
        return read(ECHARTS);
    }

    /** Draws what {@link FigureJson} writes: see the head of the file. Needs ECharts before it. */
    public static String figureScript() {
        return read("figures.js");
    }

    /** What figures look like, on the colours that the page names. */
    public static String figureStyle() {
        return read("figures.css");
    }

    /** Colours, light and dark, letters, and what all pages have in common. */
    public static String pageStyle() {
        return read("page.css");
    }

    static String read(String name) {
        try (InputStream in = PageAssets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("found no " + name + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
