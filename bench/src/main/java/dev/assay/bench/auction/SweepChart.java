package dev.assay.bench.auction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Small panels, one for each number that was varied: what requesters keep over its values, as an SVG that stands alone. */
final class SweepChart {

    private static final int WIDTH = 340;
    private static final int HEIGHT = 220;
    private static final int COLUMNS = 2;
    private static final List<String> COLOURS =
            List.of("#0b6e4f", "#c8553d", "#3d5a80", "#8d6a9f", "#b08900", "#444444", "#1f9e89", "#d1495b");

    private final Map<String, Map<String, Map<String, Double>>> panels = new LinkedHashMap<>();

    void add(String panel, String series, String value, double percent) {
        panels.computeIfAbsent(panel, key -> new LinkedHashMap<>())
                .computeIfAbsent(series, key -> new LinkedHashMap<>())
                .put(value, percent);
    }

    void write(Path file) throws IOException {
        int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"10\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                COLUMNS * (WIDTH + 90),
                rows * (HEIGHT + 20) + 20));
        svg.append(
                "<text x=\"10\" y=\"14\" font-size=\"12\">What requesters keep, % of what proofs are worth</text>\n");
        int index = 0;
        for (Map.Entry<String, Map<String, Map<String, Double>>> panel : panels.entrySet()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<g transform=\"translate(%d,%d)\">%n",
                    index % COLUMNS * (WIDTH + 90),
                    20 + index / COLUMNS * (HEIGHT + 20)));
            draw(svg, panel.getKey(), panel.getValue());
            svg.append("</g>\n");
            index++;
        }
        Files.writeString(file, svg.append("</svg>\n"));
    }

    private static void draw(StringBuilder svg, String name, Map<String, Map<String, Double>> series) {
        double least = Math.floor(values(series).min().orElse(0) / 5) * 5;
        double most = Math.ceil(values(series).max().orElse(1) / 5) * 5;
        text(svg, 40, 16, "start", "#000000", name);
        for (double percent = least; percent <= most; percent += Math.max(5, (most - least) / 5)) {
            double y = y(percent, least, most);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"40\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
                    y,
                    WIDTH,
                    y));
            text(svg, 34, y + 3, "end", "#000000", String.format(Locale.ROOT, "%.0f", percent));
        }
        int colour = 0;
        for (Map.Entry<String, Map<String, Double>> each : series.entrySet()) {
            curve(svg, each.getKey(), each.getValue(), least, most, COLOURS.get(colour++ % COLOURS.size()));
        }
    }

    private static void curve(
            StringBuilder svg, String name, Map<String, Double> points, double least, double most, String colour) {
        StringBuilder path = new StringBuilder();
        int at = 0;
        double last = 0;
        for (Map.Entry<String, Double> point : points.entrySet()) {
            double x = 50 + at++ * (WIDTH - 60.0) / Math.max(1, points.size() - 1);
            last = y(point.getValue(), least, most);
            path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, last));
            text(svg, x, HEIGHT - 4, "middle", "#000000", point.getKey());
        }
        svg.append("<polyline fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2\" points=\"" + path + "\"/>\n");
        text(svg, WIDTH + 2, last + 3, "start", colour, name);
    }

    private static java.util.stream.DoubleStream values(Map<String, Map<String, Double>> series) {
        return series.values().stream()
                .flatMap(points -> points.values().stream())
                .mapToDouble(Double::doubleValue);
    }

    private static double y(double percent, double least, double most) {
        return HEIGHT - 20 - (percent - least) / Math.max(1, most - least) * (HEIGHT - 50);
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String colour, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                colour,
                text.replace("&", "&amp;").replace("<", "&lt;")));
    }
}
