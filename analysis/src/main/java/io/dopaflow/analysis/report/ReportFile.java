package io.dopaflow.analysis.report;

import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.report.ReportPage.Section;
import io.dopaflow.analysis.store.AtomicFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * Writes a report: one file of HTML with all that it needs. It asks the network for nothing, and its head forbids that; only
 * the scripts that are written here may run. The same page gives the same bytes.
 */
public final class ReportFile {
    private static final String ICON =
            "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
                    + "%3Crect width='32' height='32' rx='8' fill='%230072b2'/%3E%3Cpath d='M3 19h7l3-12 5 20 4-13 2 5h5'"
                    + " fill='none' stroke='white' stroke-width='2.4' stroke-linejoin='round' stroke-linecap='round'/%3E%3C/svg%3E";

    private static final String MARK = "<svg viewBox=\"0 0 32 32\" width=\"26\" height=\"26\" aria-hidden=\"true\">"
            + "<rect width=\"32\" height=\"32\" rx=\"8\" fill=\"#0072b2\"/><path d=\"M3 19h7l3-12 5 20 4-13 2 5h5\""
            + " fill=\"none\" stroke=\"#fff\" stroke-width=\"2.4\" stroke-linejoin=\"round\" stroke-linecap=\"round\"/></svg>";

    private ReportFile() {}

    /**
     * Writes the file, or replaces it.
     *
     * @throws io.dopaflow.analysis.store.StorageException if it cannot be written; then the file is as it was
     */
    public static void write(ReportPage page, Path target) {
        AtomicFile.write(target, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            new PageWriter(new Html(writer)).write(page);
            writer.flush();
        });
    }

    /** The numbers that figures get on one page. */
    private static final class PageWriter {
        private final Html html;
        private int figures;

        PageWriter(Html html) {
            this.html = html;
        }

        void write(ReportPage page) throws IOException {
            List<String> scripts = List.of(
                    "\n" + PageAssets.echarts(), "\n" + PageAssets.figureScript(), "\n" + PageAssets.read("report.js"));
            String style = "\n" + PageAssets.pageStyle() + PageAssets.figureStyle() + PageAssets.read("report.css");
            StringBuilder policy = new StringBuilder("default-src 'none'; img-src data: blob:; style-src ");
            policy.append(digest(style)).append("; script-src");
            scripts.forEach(script -> policy.append(' ').append(digest(script)));
            policy.append("; base-uri 'none'; form-action 'none'");

            html.raw("<!doctype html>\n").open("html", "lang", "en").raw("\n<head>\n<meta charset=\"utf-8\">\n");
            html.open("meta", "http-equiv", "Content-Security-Policy", "content", policy.toString())
                    .raw("\n");
            html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
            html.open("meta", "name", "generator", "content", page.footer()).raw("\n");
            html.open("link", "rel", "icon", "href", ICON).raw("\n");
            html.element("title", page.title() + " - Dopaflow report");
            html.raw("<style>").raw(style).raw("</style>\n</head>\n<body>\n");
            bar(page);
            html.open("main", "id", "content");
            html.open("header", "class", "head")
                    .element("p", page.subtitle(), "class", "kicker")
                    .element("h1", page.title())
                    .close("header");
            for (Section section : page.sections()) {
                section(section);
            }
            html.close("main");
            html.element("footer", page.footer(), "class", "foot");
            for (String script : scripts) {
                html.raw("<script>").raw(script).raw("</script>\n");
            }
            html.raw("</body>\n</html>\n");
        }

        private void bar(ReportPage page) throws IOException {
            html.element("a", "Skip to the report", "class", "skip", "href", "#content");
            html.open("div", "class", "bar").open("div", "class", "bar-inner");
            html.open("span", "class", "brand")
                    .raw(MARK)
                    .element("span", "Dopaflow")
                    .close("span");
            html.open("nav", "aria-label", "Sections");
            for (Section section : page.sections()) {
                if (!section.title().isEmpty()) {
                    html.element("a", section.title(), "href", "#" + anchor(section.title()));
                }
            }
            html.close("nav");
            html.element("button", "Dark", "type", "button", "class", "button theme", "aria-pressed", "false");
            html.close("div").close("div");
        }

        private static String anchor(String title) {
            return title.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        }

        private void section(Section section) throws IOException {
            if (section.title().isEmpty()) {
                html.open("section", "class", "first");
            } else {
                html.open("section", "id", anchor(section.title())).element("h2", section.title());
            }
            for (Block block : section.blocks()) {
                block(block);
            }
            html.close("section");
        }

        private void block(Block block) throws IOException {
            if (block instanceof Block.Lead lead) {
                html.open("div", "class", "lead");
                html.element("span", lead.status(), "class", lead.isGood() ? "status good" : "status bad");
                for (String sentence : lead.sentences()) {
                    html.element("p", sentence);
                }
                html.close("div");
            } else if (block instanceof Block.Text text) {
                html.element("p", text.text(), "class", "text");
            } else if (block instanceof Block.Tiles tiles) {
                tiles(tiles);
            } else if (block instanceof Block.Figures shown) {
                figures(shown);
            } else if (block instanceof Block.Facts facts) {
                facts(facts);
            } else if (block instanceof Block.Table table) {
                html.open("div", "class", "card");
                table(table.head(), table.rows());
                html.close("div");
            } else if (block instanceof Block.Code code) {
                code(code);
            } else if (block instanceof Block.Citation citation) {
                html.open("div", "class", "card cite").open("p").text(citation.text());
                if (citation.address().isPresent()) {
                    String address = citation.address().get();
                    html.raw(" ").element("a", address.replaceFirst("^https://", ""), "href", address);
                }
                html.close("p").close("div");
            }
        }

        private void tiles(Block.Tiles tiles) throws IOException {
            html.open("dl", "class", "tiles");
            for (Block.Tile tile : tiles.tiles()) {
                html.open("div", "class", "tile").element("dt", tile.name());
                html.element("dd", tile.value(), "class", "value");
                if (!tile.note().isEmpty()) {
                    html.element("dd", tile.note(), "class", "note");
                }
                html.close("div");
            }
            html.close("dl");
        }

        private void facts(Block.Facts facts) throws IOException {
            html.open("dl", "class", "card facts");
            for (Block.Fact fact : facts.facts()) {
                html.open("div").element("dt", fact.name()).open("dd");
                if (fact.isExact()) {
                    html.element("code", fact.value());
                } else {
                    html.text(fact.value());
                }
                html.close("dd").close("div");
            }
            html.close("dl");
        }

        private void figures(Block.Figures shown) throws IOException {
            html.open("div", "class", "card shown");
            html.element("h3", shown.title());
            if (!shown.caption().isEmpty()) {
                html.element("p", shown.caption(), "class", "caption");
            }
            html.open("div", "class", shown.figures().size() > 1 ? "beside" : "alone");
            for (Figure figure : shown.figures()) {
                figure(figure, shown.figures().size() > 1);
            }
            html.close("div").close("div");
        }

        private void figure(Figure figure, boolean isOneOfSeveral) throws IOException {
            String id = "figure-" + ++figures;
            html.open("figure", "id", id);
            if (isOneOfSeveral) {
                html.element("h4", figure.title());
            }
            html.open("div", "class", "drawing", "data-figure", id + "-data").close("div");
            html.open("figcaption");
            for (String note : figure.notes()) {
                html.element("p", note);
            }
            html.open("details").element("summary", "What is drawn, in numbers");
            table(MarkSummary.HEAD, MarkSummary.rows(figure));
            html.close("details").close("figcaption");
            html.open("script", "type", "application/json", "id", id + "-data")
                    .raw(FigureJson.of(figure))
                    .close("script");
            html.close("figure");
        }

        private void table(List<String> head, List<List<String>> rows) throws IOException {
            html.open("div", "class", "table", "tabindex", "0", "role", "group", "aria-label", "Table");
            html.open("table").open("thead").open("tr");
            for (String name : head) {
                html.element("th", name, "scope", "col");
            }
            html.close("tr").close("thead").open("tbody");
            for (List<String> row : rows) {
                html.open("tr");
                for (int i = 0; i < row.size(); i++) {
                    if (i == 0) {
                        html.element("th", row.get(i), "scope", "row");
                    } else {
                        html.element("td", row.get(i));
                    }
                }
                html.close("tr");
            }
            html.close("tbody").close("table").close("div");
        }

        private void code(Block.Code code) throws IOException {
            if (code.isFolded()) {
                html.open("details", "class", "card code").element("summary", code.title());
            } else {
                html.open("div", "class", "card code").element("h3", code.title());
            }
            html.open("div", "class", "copied")
                    .element(
                            "button",
                            "Copy",
                            "type",
                            "button",
                            "class",
                            "button copy",
                            "aria-label",
                            "Copy " + code.title());
            html.open("pre", "tabindex", "0")
                    .open("code")
                    .lines(code.text())
                    .raw("</code></pre>")
                    .close("div");
            html.close(code.isFolded() ? "details" : "div");
        }
    }

    private static String digest(String inline) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(sum) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
