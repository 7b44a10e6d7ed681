package dev.starfold.review.http;

import dev.starfold.review.ReviewCommand.Expected;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Entity tags (RFC 9110, section 8.8.3): a review's is its version, strong. */
public final class EntityTags {

    private static final Pattern TAG =
            Pattern.compile("\\s*(?<weak>W/)?\"(?<value>[\\x21\\x23-\\x7E\\x80-\\xFF]*)\"\\s*(,|$)");

    private EntityTags() {}

    public static String of(int version) {
        return "\"" + version + "\"";
    }

    /** The answer to a deletion that leaves the review at this version. */
    public static RestResponse<Void> noContent(int version) {
        return ResponseBuilder.<Void>noContent().header("ETag", of(version)).build();
    }

    /** What {@code If-Match} says; weak tags and tags that never were ours match nothing. */
    public static Expected ifMatch(HttpHeaders headers) {
        return ifMatch(headers.getRequestHeader(HttpHeaders.IF_MATCH));
    }

    static Expected ifMatch(List<String> header) {
        if (header.isEmpty()) {
            return new Expected.Unstated();
        }
        String value = String.join(",", header);
        if (value.strip().equals("*")) {
            return new Expected.Any();
        }
        Set<Integer> versions = new HashSet<>();
        parse("If-Match", value, (weak, tag) -> {
            if (!weak && tag.matches("[1-9][0-9]{0,8}")) {
                versions.add(Integer.valueOf(tag));
            }
        });
        return new Expected.OneOf(versions);
    }

    /** True if {@code If-None-Match} names the version: the client has it already. */
    public static boolean knows(HttpHeaders headers, int version) {
        return knows(headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH), version);
    }

    static boolean knows(List<String> ifNoneMatch, int version) {
        if (ifNoneMatch.isEmpty()) {
            return false;
        }
        String value = String.join(",", ifNoneMatch);
        Set<String> tags = new HashSet<>();
        if (value.strip().equals("*")) {
            return true;
        }
        parse("If-None-Match", value, (weak, tag) -> tags.add(tag));
        return tags.contains(Integer.toString(version));
    }

    private interface TagHandler {
        void tag(boolean weak, String value);
    }

    private static void parse(String name, @Nullable String value, TagHandler handler) {
        Matcher matcher = TAG.matcher(value == null ? "" : value);
        int end = 0;
        do {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new InvalidRequest(name, "must be * or a list of entity tags such as \"1\"");
            }
            handler.tag(matcher.group("weak") != null, matcher.group("value"));
            end = matcher.end();
        } while (end < matcher.regionEnd());
    }
}
