// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.rebase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.oci.ImageConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the image changed against its old base stays; all else is the new base's. */
class ConfigMergeTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static ImageConfig config(String run) throws IOException {
        String json = ("{'architecture':'amd64','os':'linux','config':" + run
                        + ",'rootfs':{'type':'layers','diff_ids':[]},'unknown':1}")
                .replace('\'', '"');
        return ImageConfig.parse(json.getBytes(StandardCharsets.UTF_8), "config");
    }

    private static MergedConfig merge(String oldBase, String newBase, String image, OnConflict rule)
            throws IOException {
        return ConfigMerge.merge(config(oldBase), config(newBase), config(image), rule);
    }

    private static void assertMerged(String expected, MergedConfig merged) throws IOException {
        JsonNode found = JSON.readTree(merged.config().bytes()).path("config");
        assertEquals(expected, found.toString().replace('"', '\''));
    }

    /** Old base, new base and image, and what they give without a conflict. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{'Cmd':['a']}; {'Cmd':['b']}; {'Cmd':['a']}; {'Cmd':['b']}",
                "{'Cmd':['a']}; {'Cmd':['a']}; {'Cmd':['c']}; {'Cmd':['c']}",
                "{'Cmd':['a']}; {'Cmd':['c']}; {'Cmd':['c']}; {'Cmd':['c']}",
                "{'Cmd':['a']}; {'Cmd':['a']}; {'Cmd':null}; {'Cmd':null}",
                "{'Cmd':['a']}; {}; {'Cmd':['a']}; {}",
                "{'Cmd':['a']}; {'Cmd':['b']}; {'Entrypoint':['e']}; {'Entrypoint':['e']}",
                "{'Cmd':['a']}; {'Cmd':['b']}; {'Entrypoint':['e'],'Cmd':['a']}; {'Cmd':['a'],'Entrypoint':['e']}",
                "{}; {'User':'u'}; {'User':''}; {'User':'u'}",
                "{'User':'u'}; {'User':'u'}; {'User':'','Tty':false}; {'User':'','Tty':false}",
                "{'StopSignal':'A'}; {'StopSignal':'B','Shell':['s']}; {'StopSignal':'A','WorkingDir':'/w'};"
                        + " {'StopSignal':'B','Shell':['s'],'WorkingDir':'/w'}",
                "{'Healthcheck':{'Test':['x']}}; {'Healthcheck':{'Test':['y']}}; {'Healthcheck':{'Test':['x']}};"
                        + " {'Healthcheck':{'Test':['y']}}",
                "{'Labels':{'a':'1','b':'1'}}; {'Labels':{'a':'2','b':'1'}}; {'Labels':{'a':'1','b':'3','c':''}};"
                        + " {'Labels':{'a':'2','b':'3','c':''}}",
                "{'Labels':{'a':'1','b':'1'}}; {'Labels':{'b':'1'}}; {'Labels':{'a':'1'}}; {}",
                "{'ExposedPorts':{'1/tcp':{}}}; {'ExposedPorts':{'2/tcp':{}}}; {'ExposedPorts':{'1/tcp':{},'3/tcp':{}}};"
                        + " {'ExposedPorts':{'2/tcp':{},'3/tcp':{}}}",
                "{}; {'Volumes':{'/b':{}}}; {'Volumes':{'/a':{}}}; {'Volumes':{'/b':{},'/a':{}}}",
                "{'Env':['A=1','B=1']}; {'Env':['B=2','A=1','N=1']}; {'Env':['A=1','B=1','C=1']};"
                        + " {'Env':['B=2','A=1','N=1','C=1']}",
                "{'Env':['A=1']}; {'Env':['A=1']}; {'Env':[]}; {'Env':[]}",
                "{'Env':['A=1']}; {'Env':['A=1']}; {'Env':['A=0','A=2']}; {'Env':['A=2']}",
                "{'Env':['PATH=/a:/b']}; {'Env':['PATH=/b:/n']}; {'Env':['PATH=/x:/a:/b:/y']};"
                        + " {'Env':['PATH=/x:/b:/n:/y']}",
                "{'OnBuild':['RUN x'],'Image':'i','Hostname':'h'}; {'OnBuild':['RUN y'],'Image':'j','Hostname':'g'};"
                        + " {'Image':'k','Hostname':'f'}; {'Hostname':'f'}",
            })
    void changesOfOneSideStay(String oldBase, String newBase, String image, String expected) throws IOException {
        MergedConfig merged = merge(oldBase, newBase, image, OnConflict.FAIL);
        assertEquals(List.of(), merged.conflicts());
        assertMerged(expected, merged);
    }

    /** Old base, new base and image that contradict each other, the key, and what either decision gives. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{'Cmd':['a']}; {'Cmd':['b']}; {'Cmd':['c']}; Cmd; {'Cmd':['c']}; {'Cmd':['b']}",
                "{'Cmd':['a']}; {}; {'Cmd':['c']}; Cmd; {'Cmd':['c']}; {}",
                "{'User':'a'}; {'User':'b'}; {}; User; {}; {'User':'b'}",
                "{'Labels':{'l':'1'}}; {'Labels':{'l':'2'}}; {'Labels':{'l':'3'}}; Labels l;"
                        + " {'Labels':{'l':'3'}}; {'Labels':{'l':'2'}}",
                "{'Env':['A=1']}; {'Env':['A=2']}; {'Env':['A=3']}; Env A; {'Env':['A=3']}; {'Env':['A=2']}",
                "{'Env':['PATH=/a:/b']}; {'Env':['PATH=/n']}; {'Env':['PATH=/b:/a']}; Env PATH;"
                        + " {'Env':['PATH=/b:/a']}; {'Env':['PATH=/n']}",
                "{'Env':['PATH=/a']}; {'Env':['PATH=/n']}; {'Env':['PATH=/a:/x:/a']}; Env PATH;"
                        + " {'Env':['PATH=/a:/x:/a']}; {'Env':['PATH=/n']}",
                "{}; {'Env':['PATH=/n']}; {'Env':['PATH=/x']}; Env PATH; {'Env':['PATH=/x']}; {'Env':['PATH=/n']}",
            })
    void changesOfBothSidesAreConflicts(
            String oldBase, String newBase, String image, String key, String ours, String theirs) throws IOException {
        MergedConfig merged = merge(oldBase, newBase, image, OnConflict.OURS);
        assertEquals(
                List.of(key),
                merged.conflicts().stream().map(ConfigConflict::key).toList());
        assertMerged(ours, merged);
        assertMerged(ours, merge(oldBase, newBase, image, OnConflict.FAIL));
        assertMerged(theirs, merge(oldBase, newBase, image, OnConflict.THEIRS));
    }

    @Test
    void aConflictHasThreeValuesAsJson() throws IOException {
        assertEquals(
                List.of(new ConfigConflict("Cmd", "[\"a\"]", "", "[\"c\"]")),
                merge("{'Cmd':['a']}", "{}", "{'Cmd':['c']}", OnConflict.FAIL).conflicts());
    }

    @Test
    void unknownKeysOfTheImageStay() throws IOException {
        ImageConfig merged = merge("{}", "{}", "{'x':1}", OnConflict.FAIL).config();
        assertEquals(1, JSON.readTree(merged.bytes()).path("unknown").asInt());
        assertEquals(1, JSON.readTree(merged.bytes()).at("/config/x").asInt());
    }
}
