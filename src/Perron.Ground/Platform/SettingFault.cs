namespace Perron.Platform;

/// <summary>A setting with which the house cannot run: its name, what is wrong, what to write. The start refuses with it.</summary>
public sealed class SettingFault(string setting, string what, string remedy) : Exception($"{setting} {what}. {remedy}")
{
    public string Setting => setting;
}
