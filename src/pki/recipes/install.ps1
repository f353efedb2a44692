<#
Makes Windows trust the certificate in ca.crt beside this script, or stops it from doing so.

  powershell -ExecutionPolicy Bypass -File trust\install.ps1               for you alone; Windows asks once: click Yes
  powershell -ExecutionPolicy Bypass -File trust\install.ps1 -AllUsers     for everyone here, as administrator
  powershell -ExecutionPolicy Bypass -File trust\install.ps1 -Check        the exit code is 0 when it is trusted
  powershell -ExecutionPolicy Bypass -File trust\install.ps1 -Uninstall    takes it out; add -AllUsers where that put it in

Chrome, Edge, Firefox (from version 120 on), curl.exe, .NET and PowerShell read this store. Nothing is downloaded.
#>
[CmdletBinding()]
param([switch]$AllUsers, [switch]$Check, [switch]$Uninstall)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$expected = '@SHA256@' # SHA-256 of the certificate this script is for

if ($env:OS -ne 'Windows_NT') {
  Write-Host 'This script is for Windows. Elsewhere run: sh trust/install.sh'
  exit 2
}

$path = Join-Path $PSScriptRoot 'ca.crt'
$certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList $path
$digest = [System.Security.Cryptography.SHA256]::Create().ComputeHash($certificate.RawData)
if ((-join ($digest | ForEach-Object { $_.ToString('x2') })) -ne $expected) {
  Write-Host "$path is not the certificate this script was made for. Nothing was changed."
  exit 1
}
$octets = [Convert]::ToBase64String($certificate.RawData)

function Open-RootStore([string]$Location, [string]$Mode) {
  $store = New-Object System.Security.Cryptography.X509Certificates.X509Store -ArgumentList 'Root', $Location
  $store.Open($Mode)
  return $store
}

function Test-Trusted([string]$Location) {
  $store = Open-RootStore $Location 'ReadOnly'
  try {
    $same = @($store.Certificates | Where-Object { [Convert]::ToBase64String($_.RawData) -eq $octets })
    return ($same.Count -gt 0)
  } finally {
    $store.Close()
  }
}

# What is trusted for all users shows up in each user's store as well.
$forAll = Test-Trusted 'LocalMachine'
$forMe = Test-Trusted 'CurrentUser'
Write-Host $certificate.Subject

if ($Check) {
  if ($forAll) { Write-Host '  trusted, for all users' }
  elseif ($forMe) { Write-Host '  trusted, for you' }
  else { Write-Host '  NOT TRUSTED' }
  if ($forAll -or $forMe) { exit 0 } else { exit 1 }
}

$location = 'CurrentUser'
$present = $forMe
if ($AllUsers) {
  $location = 'LocalMachine'
  $present = $forAll
  $me = New-Object Security.Principal.WindowsPrincipal -ArgumentList ([Security.Principal.WindowsIdentity]::GetCurrent())
  if (-not $me.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
    Write-Host '  -AllUsers needs a terminal opened with "Run as administrator". Nothing was changed.'
    exit 1
  }
} elseif ($Uninstall -and $forAll) {
  Write-Host '  It is trusted for all users: as administrator, run this with -Uninstall -AllUsers. Nothing was changed.'
  exit 1
}

if ([bool]$Uninstall -ne $present) {
  if ($Uninstall) { Write-Host '  not there' } else { Write-Host '  already trusted' }
  exit 0
}

try {
  $store = Open-RootStore $location 'ReadWrite'
  if ($Uninstall) { $store.Remove($certificate) } else { $store.Add($certificate) }
  $store.Close()
} catch {
  Write-Host "  NOT DONE: $($_.Exception.GetBaseException().Message)"
  exit 1
}
if ((Test-Trusted $location) -eq [bool]$Uninstall) {
  Write-Host '  NOT DONE'
  exit 1
}
if ($Uninstall) { Write-Host '  removed' } else { Write-Host '  added' }
Write-Host 'Restart browsers that are open.'
exit 0
