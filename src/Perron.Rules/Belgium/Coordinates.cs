using System.Globalization;
namespace Perron.Belgium;

/// <summary>A point of the earth in degrees, as maps write it: north and east are positive.</summary>
public readonly record struct Coordinates(decimal Latitude, decimal Longitude)
{
    /// <summary>Degrees with five digits behind the point: about a metre.</summary>
    public const int Digits = 5;

    /// <summary>50.68360, with or without its last digits; null when it is no latitude and longitude.</summary>
    public static Coordinates? Parse(string? latitude, string? longitude) =>
        Degrees(latitude) is { } north and >= -90 and <= 90 && Degrees(longitude) is { } east and >= -180 and <= 180 ? new(north, east) : null;

    /// <summary>As other programs read it: 50.68360,4.36860.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Latitude:F5},{Longitude:F5}");

    private static decimal? Degrees(string? typed) =>
        decimal.TryParse(typed?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var degrees) ? decimal.Round(degrees, Digits) : null;
}

/// <summary>A rectangle of the earth: where a commune is.</summary>
public sealed record Bounds(decimal West, decimal South, decimal East, decimal North)
{
    public bool Holds(Coordinates point) => point.Longitude >= West && point.Longitude <= East && point.Latitude >= South && point.Latitude <= North;
}
