package io.dopaflow.analysis.plot;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.store.AtomicFile;
import io.dopaflow.analysis.store.StorageException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** A figure ready to be saved. The same figure has the same bytes. */
public final class Drawing {
    private static final int DENSITY = 2;
    private static final double DOTS_PER_MM = 72 * DENSITY / 25.4;

    /**
     * The font of a text in SVG, as the library writes it: the one that this machine has for sans-serif, and the size unless
     * it is 12, which is not what others take when there is none.
     */
    private static final Pattern FONT = Pattern.compile("font-family:&quot;[^&]*&quot;;(font-size:)?");

    private static final String SANS_SERIF = "font-family:sans-serif;";
    private static final String USUAL_SIZE = "font-size:12px;";

    private final Page page;

    private Drawing(Page page) {
        this.page = page;
    }

    /** Lays out a figure. */
    public static Drawing of(Figure figure) {
        return new Drawing(new Page(figure));
    }

    /** A kind of file. */
    public enum Format {
        /** For screens of double density. */
        PNG,
        SVG,
        PDF;

        /** The format of a file by the end of its name, if it is one of these. */
        public static Optional<Format> of(Path file) {
            String name = file.toString();
            int dot = name.lastIndexOf('.');
            for (Format format : values()) {
                if (dot >= 0 && name.substring(dot + 1).equals(format.name().toLowerCase(Locale.ROOT))) {
                    return Optional.of(format);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Saves it as PNG and SVG.
     *
     * @param directory an existing one
     * @param name file name without extension
     * @return both files
     * @throws StorageException if one cannot be written
     */
    public List<Path> save(Path directory, String name) {
        Path png = directory.resolve(name + ".png");
        Path svg = directory.resolve(name + ".svg");
        save(png);
        save(svg);
        return List.of(png, svg);
    }

    /**
     * Saves it.
     *
     * @param file whose name ends with {@code .png}, {@code .svg} or {@code .pdf}; replaced if it exists
     * @throws StorageException if it cannot be written
     */
    public void save(Path file) {
        Format format = Format.of(file)
                .orElseThrow(
                        () -> new IllegalArgumentException(file + ": allowed: a file ending in .png, .svg or .pdf"));
        ByteArrayOutputStream drawn = new ByteArrayOutputStream();
        try {
            write(format, drawn);
        } catch (IOException e) {
            throw new StorageException(file, "cannot be drawn", e);
        }
        AtomicFile.write(file, drawn::writeTo);
    }

    /** Writes it. */
    public void write(Format format, OutputStream out) throws IOException {
        switch (format) {
            case PNG -> writePng(out);
            case SVG -> writeSvg(out);
            case PDF -> writePdf(out);
        }
    }

    /** Paints it at its place, and tells where each text stands. */
    List<Sheet.Placed> paint(Graphics2D graphics) {
        Sheet sheet = new Sheet(graphics);
        page.paint(sheet);
        return sheet.texts();
    }

    /** The page, in pixels. */
    Rectangle2D bounds() {
        return new Rectangle2D.Double(0, 0, Page.WIDTH, page.height());
    }

    private void writePng(OutputStream out) throws IOException {
        BufferedImage image =
                new BufferedImage(DENSITY * Page.WIDTH, DENSITY * page.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.scale(DENSITY, DENSITY);
        paint(g);
        g.dispose();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
            addDensity(metadata);
            writer.setOutput(stream);
            writer.write(new IIOImage(image, null, metadata));
        } finally {
            writer.dispose();
        }
    }

    private static void addDensity(IIOMetadata metadata) throws IIOInvalidTreeException {
        IIOMetadataNode root = new IIOMetadataNode("javax_imageio_1.0");
        IIOMetadataNode dimension = new IIOMetadataNode("Dimension");
        for (String name : List.of("HorizontalPixelSize", "VerticalPixelSize")) {
            IIOMetadataNode size = new IIOMetadataNode(name);
            size.setAttribute("value", Double.toString(1 / DOTS_PER_MM));
            dimension.appendChild(size);
        }
        root.appendChild(dimension);
        metadata.mergeTree("javax_imageio_1.0", root);
    }

    private void writeSvg(OutputStream out) throws IOException {
        VectorGraphics2D g = new VectorGraphics2D();
        paint(g);
        ByteArrayOutputStream svg = new ByteArrayOutputStream();
        new SVGProcessor()
                .getDocument(g.getCommands(), new PageSize(0, 0, Page.WIDTH, page.height()))
                .writeTo(svg);
        out.write(FONT.matcher(svg.toString(StandardCharsets.UTF_8))
                .replaceAll(font -> SANS_SERIF + (font.group(1) == null ? USUAL_SIZE : font.group(1)))
                .getBytes(StandardCharsets.UTF_8));
    }

    private void writePdf(OutputStream out) throws IOException {
        try (PDDocument document = new PDDocument()) {
            // Without it the file would have an id made from the time.
            document.setDocumentId(0L);
            PDPage sheet = new PDPage(new PDRectangle(Page.WIDTH, page.height()));
            document.addPage(sheet);
            PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, Page.WIDTH, page.height());
            paint(g);
            g.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
                content.drawForm(g.getXFormObject());
            }
            document.save(out);
        }
    }
}
