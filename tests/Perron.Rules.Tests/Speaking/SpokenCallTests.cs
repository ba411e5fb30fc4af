using System.Runtime.CompilerServices;
using System.Text.Json;
using CsCheck;
using Perron.Speaking;
namespace Perron.Rules.Tests.Speaking;

public sealed class SpokenCallTests
{
    private static readonly string Voices = Path.Combine(Repository(), "src/Perron.Visits/wwwroot/voices");
    private static readonly Dictionary<string, Clip> Manifest = JsonSerializer.Deserialize<Dictionary<string, Clip>>(File.ReadAllText(Path.Combine(Voices, "voices.json")), JsonSerializerOptions.Web)!;

    private static readonly Gen<string> Language = Gen.Int[0, 4].Select(at => new[] { "fr", "nl", "de", "en", "ar" }[at]);

    [Theory]
    [InlineData('A', 42, 3, "fr", "fr/ticket fr/letter-a fr/number-42 fr/counter fr/number-3")]
    [InlineData('B', 200, 12, "fr", "fr/ticket fr/letter-b fr/hundred-2 fr/counter fr/number-12")]
    [InlineData('B', 207, 1, "en", "en/ticket en/letter-b en/hundred-2-and en/number-7 en/counter en/number-1 fr/ticket fr/letter-b fr/hundred-2 fr/number-7 fr/counter fr/number-1")]
    [InlineData('Z', 121, 1, "nl", "nl/ticket nl/letter-z nl/hundred-1 nl/number-21 nl/counter nl/number-1 fr/ticket fr/letter-z fr/hundred-1 fr/number-21 fr/counter fr/number-1")]
    [InlineData(null, 1042, 1, "fr", "fr/ticket fr/number-10 fr/number-42 fr/counter fr/number-1")]
    [InlineData(null, 1005, 1, "fr", "fr/ticket fr/number-10 fr/number-0 fr/number-5 fr/counter fr/number-1")]
    [InlineData('A', 42, 3, "ar", "fr/ticket fr/letter-a fr/number-42 fr/counter fr/number-3")]
    public void It_is_said_twice_after_a_chime(char? letter, int number, int counter, string language, string once) =>
        Assert.Equal($"chime {once} {once}", string.Join(' ', SpokenCall.Clips(letter, number, counter, language)));

    [Fact]
    public void Two_calls_never_sound_alike() =>
        Gen.Select(Gen.Char[SpokenCall.Letters], Gen.Int[0, 12_000], Gen.Int[1, 99]).Array[2].SelectMany(calls => Language.Select(language => (calls, language))).Sample((calls, language) =>
            Assert.Equal(calls[0] == calls[1], SpokenCall.Clips(calls[0].Item1, calls[0].Item2, calls[0].Item3, language).SequenceEqual(SpokenCall.Clips(calls[1].Item1, calls[1].Item2, calls[1].Item3, language))));

    [Fact]
    public void Every_call_there_can_be_has_its_clips()
    {
        var named = (from language in SpokenCall.Languages
                     from letter in SpokenCall.Letters
                     from number in Enumerable.Range(1, 999)
                     from clip in SpokenCall.Clips(letter, number, 1, language)
                     select clip).ToHashSet();
        named.UnionWith(from language in SpokenCall.Languages from counter in Enumerable.Range(1, 99) from clip in SpokenCall.Clips('A', 1, counter, language) select clip);
        Assert.Empty(named.Except(Manifest.Keys));
        Assert.Equal(["de/number-0", "en/number-0", "fr/number-0", "nl/number-0"], Manifest.Keys.Except(named).Order());
    }

    [Fact]
    public void Every_clip_is_a_file_as_long_as_it_says_and_can_be_heard()
    {
        Assert.All(Manifest, clip =>
        {
            Assert.InRange(clip.Value.Ms, 150, 3000);
            Assert.InRange(clip.Value.Loudest, 0.2, 1);
            Assert.InRange(Milliseconds(File.ReadAllBytes(Path.Combine(Voices, clip.Key + ".mp3"))), clip.Value.Ms - 60, clip.Value.Ms + 60);
        });
        Assert.Equal(Manifest.Count, Directory.EnumerateFiles(Voices, "*.mp3", SearchOption.AllDirectories).Count());
        Assert.True(Directory.EnumerateFiles(Voices, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length) < 2_000_000);
    }

    // The frames of an MPEG-2 layer III file, of 576 samples each (ISO 13818-3): how long a browser plays it.
    private static double Milliseconds(byte[] file)
    {
        int[] bitrates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160], rates = [22050, 24000, 16000];
        var milliseconds = 0.0;
        for (var at = 0; at + 4 <= file.Length;)
        {
            Assert.True(file[at] == 0xFF && (file[at + 1] & 0xFE) == 0xF2, "It is MPEG-2, layer III.");
            var (bitrate, rate, padding) = (bitrates[file[at + 2] >> 4] * 1000, rates[(file[at + 2] >> 2) & 3], (file[at + 2] >> 1) & 1);
            at += (72 * bitrate / rate) + padding;
            milliseconds += 576_000.0 / rate;
        }

        return milliseconds;
    }

    private static string Repository([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../..");

    private sealed record Clip(int Ms, double Loudest);
}
