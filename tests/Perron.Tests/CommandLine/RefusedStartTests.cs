using System.Diagnostics;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
namespace Perron.Tests.CommandLine;

/// <summary>A start that cannot go well is refused in one sentence that names the setting, or the file and its line, and says what to write. As a process, since that is what the operator sees.</summary>
public sealed class RefusedStartTests
{
    [Theory]
    [InlineData("Perron:MasterKey", "short", "Perron:MasterKey is no key")]
    [InlineData("Perron:Clamd", "127.0.0.1:port", "Perron:Clamd names no clamd")]
    [InlineData("Perron:Telemetry:Otlp", "collector", "Perron:Telemetry:Otlp is no address")]
    [InlineData("Perron:PopulationRegister:Gateway", "register", "Perron:PopulationRegister:Gateway is no address")]
    [InlineData("Perron:Demonstration", "perhaps", "Perron:Demonstration cannot be 'perhaps'. Write true or false.")]
    [InlineData("Perron:Demonstration", "false", "Perron:Seal:TimeStamp is missing")]
    [InlineData("Perron:Seal:TimeStamp", "authority", "Perron:Seal:TimeStamp is no address")]
    [InlineData("Perron:Sms:Url", "provider", "Perron:Sms:Url is no address")]
    [InlineData("Perron:Retention:Days:casez", "10", "Perron:Retention:Days:casez names no table")]
    [InlineData("Perron:TrustedProxies:0", "proxy.local", "Perron:TrustedProxies holds no address")]
    [InlineData("Perron:Database", "postgres://town", "Perron:Database cannot be read as a connection")]
    [InlineData("Perron:Catalogue", "/nowhere", "Perron:Catalogue names no folder")]
    public async Task A_wrong_setting_is_named_with_its_remedy(string setting, string value, string says) =>
        Refused(await Start(TestDatabase.Settings("Data Source=:memory:").Where(known => known.Key != setting).Append((setting, value))), says);

    [Theory]
    [InlineData("Perron:Seal:Folder", "/nowhere", "Perron:Seal:Folder holds no certificate ('/nowhere')")]
    [InlineData("Perron:Seal:Folder", "", "Perron:Seal:Folder is missing")]
    [InlineData("Perron:Seal:Password", "wrong", "Perron:Seal:Folder holds a file that cannot be opened")]
    [InlineData("Perron:PopulationRegister:Gateway", "", "Perron:PopulationRegister:Gateway is missing")]
    public async Task A_house_that_is_no_demonstration_says_what_it_lacks(string setting, string value, string says)
    {
        var settings = TestDatabase.Settings("Data Source=:memory:").Concat(TestSeals.Settings).Append(("Perron:Demonstration", "false")).Append((setting, value));
        Refused(await Start(settings.Reverse().DistinctBy(known => known.Item1)), says);
    }

    [Fact]
    public async Task A_broken_settings_file_is_named_with_its_line()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("perron-settings-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), "{\n  \"Perron\": {\n    \"Rounds\": true\n    \"Clamd\": \"\"\n  }\n}\n", TestContext.Current.CancellationToken);
        Refused(await Start([("contentRoot", folder)]), "appsettings.json, line 4");
        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_broken_theme_is_named_with_its_line()
    {
        using var catalogue = new CopiedCatalogue();
        var file = Path.Combine(catalogue.Folder, "communes/boussu/theme.json");
        var lines = File.ReadAllLines(file);
        var line = Array.FindIndex(lines, text => text.Contains("\"density\"", StringComparison.Ordinal));
        lines[line] = lines[line].Replace("\"compact\"", "\"tiny\"", StringComparison.Ordinal).Replace("\"regular\"", "\"tiny\"", StringComparison.Ordinal).Replace("\"airy\"", "\"tiny\"", StringComparison.Ordinal);
        File.WriteAllLines(file, lines);
        var fault = Assert.Throws<Perron.Platform.Catalogue.CatalogueFault>(() => Perron.Communes.CommuneFile.Read(catalogue.Folder, "boussu"));
        Assert.Equal(line + 1, fault.Line);
    }

    private static void Refused((int Code, string Told) start, string says)
    {
        Assert.True(start.Told.Contains(says, StringComparison.Ordinal), start.Told);
        Assert.StartsWith("Perron does not start.", start.Told, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", start.Told, StringComparison.Ordinal);
        Assert.Equal(1, start.Code);
    }

    private static async Task<(int Code, string Told)> Start(IEnumerable<(string Key, string Value)> settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "serve", "--Urls=http://127.0.0.1:0", .. settings.Select(setting => $"--{setting.Key}={setting.Value}")])
        {
            RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath(),
        };
        using var house = Process.Start(start)!;
        var (told, _) = (house.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), house.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        if (!house.WaitForExit(TimeSpan.FromSeconds(90)))
        {
            house.Kill();
            return (-1, "it started");
        }

        return (house.ExitCode, await told);
    }
}
